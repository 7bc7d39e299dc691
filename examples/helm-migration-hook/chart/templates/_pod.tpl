{{/* What the pods of the API and of the migration have in common. */}}
{{- define "shop.pod" -}}
automountServiceAccountToken: false
securityContext:
  runAsNonRoot: true
  runAsUser: 1654
  seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "shop.container" -}}
image: {{ required "image: give a reference by digest" .Values.image | quote }}
imagePullPolicy: Always
env:
  - name: DB_PASSWORD
    valueFrom:
      secretKeyRef: { name: {{ .Values.database.secret }}, key: {{ .Values.database.passwordKey }} }
  {{- with .Values.database }}
  - name: DATABASE_URL
    value: postgres://{{ .user }}:$(DB_PASSWORD)@{{ required "database.host: give the host" .host }}:{{ .port }}/{{ .name }}?sslmode={{ .sslMode }}
  {{- end }}
securityContext:
  allowPrivilegeEscalation: false
  capabilities: { drop: [ALL] }
{{- end }}
