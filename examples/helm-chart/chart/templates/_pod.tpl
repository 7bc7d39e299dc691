{{/* What both pods of this chart have in common. */}}
{{- define "shop.pod" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 1654
  fsGroup: 1654
  seccompProfile: { type: RuntimeDefault }
volumes:
  - name: database
    persistentVolumeClaim: { claimName: {{ .Values.claim }} }
{{- end }}

{{- define "shop.container" -}}
image: {{ required "image: give a reference by digest" .Values.image | quote }}
imagePullPolicy: Always
env:
  - { name: DATABASE, value: /data/shop.db }
securityContext:
  allowPrivilegeEscalation: false
  capabilities: { drop: [ALL] }
volumeMounts:
  - { name: database, mountPath: /data }
{{- end }}
