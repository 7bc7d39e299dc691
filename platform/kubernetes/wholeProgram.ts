/** Whether a program in the cache is there to its end: a disk that filled up or lost its power may have kept a part of it. */
import * as fs from "node:fs";

/** Of ELF in 64 bits, little-endian: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
const MAGIC = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
const HEADER_BYTES = 64;

/** As far as it is loaded; also of what is not such a program, as long as it is not empty. */
export function isWhole(file: string): boolean {
    const handle = open(file);
    if (handle === undefined) {
        return false;
    }
    try {
        const size = fs.fstatSync(handle).size;
        const header = bytesAt(handle, 0, HEADER_BYTES);
        return size > 0 && (!header.subarray(0, MAGIC.length).equals(MAGIC) || endOf(handle, header) <= size);
    } finally {
        fs.closeSync(handle);
    }
}

function open(file: string): number | undefined {
    try {
        return fs.openSync(file, "r");
    } catch {
        return undefined;
    }
}

/** Where the last of what the header tells of ends: its segments, and its table of sections. */
function endOf(handle: number, header: Buffer): number {
    if (header.length < HEADER_BYTES) {
        return Number.POSITIVE_INFINITY;
    }
    const segments = {
        at: Number(header.readBigUInt64LE(32)),
        each: header.readUInt16LE(54),
        count: header.readUInt16LE(56),
    };
    const sections = {
        at: Number(header.readBigUInt64LE(40)),
        each: header.readUInt16LE(58),
        count: header.readUInt16LE(60),
    };
    const table = bytesAt(handle, segments.at, segments.each * segments.count);
    if (table.length < segments.each * segments.count) {
        return Number.POSITIVE_INFINITY;
    }
    const ends = Array.from({ length: segments.count }, (_, index) => {
        const start = index * segments.each;
        return Number(table.readBigUInt64LE(start + 8) + table.readBigUInt64LE(start + 32));
    });
    return Math.max(...ends, sections.at + sections.each * sections.count);
}

function bytesAt(handle: number, position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, fs.readSync(handle, bytes, 0, length, position));
}
