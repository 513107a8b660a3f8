/** A probability is a share of 2048; half to begin with. */
const [ONE, HALF] = [2048, 1024];
const even = (count: number) => new Uint16Array(count).fill(HALF);

// The library that packs the modules is fourteen times as large, as its unpacker does not come without its packer.

/** Unpacks LZMA whose head says how long it is unpacked. The names are those of the LZMA SDK's lzma-specification.txt. */
export function unpackLzma(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new DataView(packed.buffer, packed.byteOffset, 13);
  const lc = packed[0]! % 9;
  const lp = Math.floor(packed[0]! / 9) % 5;
  const pb = Math.floor(packed[0]! / 45);
  const out = new Uint8Array(head.getUint32(5, true));
  const bits = new Bits(packed, 13);

  const [literals, isMatch, isRep0Long] = [even(0x300 << (lc + lp)), even(12 << 4), even(12 << 4)];
  const [isRep, isRepG0, isRepG1, isRepG2] = [even(12), even(12), even(12), even(12)];
  const [slots, far, align] = [even(4 * 64), even(128), even(16)];
  const [matches, repeats] = [new Lengths(), new Lengths()];

  const reps = [0, 0, 0, 0];
  let [at, state] = [0, 0];
  const literal = () => {
    const before = at > 0 ? out[at - 1]! : 0;
    const base = 0x300 * (((at & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)));
    let symbol = 1;
    if (state >= 7) {
      // After a match the byte that would have followed it says what this one is not.
      let other = out[at - reps[0]! - 1]!;
      do {
        const guess = (other >> 7) & 1;
        other <<= 1;
        const bit = bits.next(literals, base + ((1 + guess) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (guess !== bit) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bits.next(literals, base + symbol);
    out[at++] = symbol;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };
  const distance = (length: number) => {
    const slot = bits.tree(slots, Math.min(length, 3) * 64, 6);
    if (slot < 4) return slot;
    const low = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << low;
    if (slot < 14) return high + bits.reversed(far, high - slot, low);
    return high + bits.direct(low - 4) * 16 + bits.reversed(align, 0, 4);
  };

  /** Which of the last four distances is taken again. */
  const again = () => {
    if (!bits.next(isRepG0, state)) return 0;
    if (!bits.next(isRepG1, state)) return 1;
    return 2 + bits.next(isRepG2, state);
  };

  while (at < out.length) {
    const place = at & ((1 << pb) - 1);
    const here = (state << 4) + place;
    if (!bits.next(isMatch, here)) {
      literal();
      continue;
    }
    let length = 1;
    if (!bits.next(isRep, state)) {
      length = matches.next(bits, place);
      reps.unshift(distance(length - 2));
      reps.pop();
      state = state < 7 ? 7 : 10;
    } else {
      const which = again();
      if (which === 0 && !bits.next(isRep0Long, here)) {
        state = state < 7 ? 9 : 11;
      } else {
        reps.unshift(...reps.splice(which, 1));
        length = repeats.next(bits, place);
        state = state < 7 ? 8 : 11;
      }
    }
    const from = at - reps[0]! - 1;
    for (let copied = 0; copied < length; copied++) out[at++] = out[from + copied]!;
  }
  return out;
}

/** The length of a match. */
class Lengths {
  private readonly choice = even(2);
  private readonly low = even(16 << 3);
  private readonly mid = even(16 << 3);
  private readonly high = even(256);

  next(bits: Bits, place: number): number {
    if (!bits.next(this.choice, 0)) return 2 + bits.tree(this.low, place << 3, 3);
    if (!bits.next(this.choice, 1)) return 10 + bits.tree(this.mid, place << 3, 3);
    return 18 + bits.tree(this.high, 0, 8);
  }
}

/** The bits of a packed text, each read by how probable it is that it is 0. */
class Bits {
  private range = 2 ** 32 - 1;
  private code = 0;

  constructor(private readonly packed: Uint8Array, private at: number) {
    for (let read = 0; read < 5; read++) this.code = ((this.code << 8) | packed[this.at++]!) >>> 0;
  }

  next(zero: Uint16Array, which: number): 0 | 1 {
    const probability = zero[which]!;
    const bound = (this.range >>> 11) * probability;
    const bit = this.code < bound ? 0 : 1;
    if (bit === 0) {
      this.range = bound;
      zero[which] = probability + ((ONE - probability) >> 5);
    } else {
      this.range -= bound;
      this.code -= bound;
      zero[which] = probability - (probability >> 5);
    }
    this.fill();
    return bit;
  }

  /** So many bits, the highest first, each probable by those before it. */
  tree(zero: Uint16Array, base: number, count: number): number {
    let symbol = 1;
    for (let read = 0; read < count; read++) symbol = (symbol << 1) | this.next(zero, base + symbol);
    return symbol - (1 << count);
  }

  /** The same, the lowest first. */
  reversed(zero: Uint16Array, base: number, count: number): number {
    let [symbol, value] = [1, 0];
    for (let read = 0; read < count; read++) {
      const bit = this.next(zero, base + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << read;
    }
    return value;
  }

  /** So many bits that are 0 as often as 1. */
  direct(count: number): number {
    let value = 0;
    for (let read = 0; read < count; read++) {
      this.range >>>= 1;
      const bit = this.code < this.range ? 0 : 1;
      if (bit === 1) this.code -= this.range;
      value = value * 2 + bit;
      this.fill();
    }
    return value;
  }

  private fill(): void {
    if (this.range >= 2 ** 24) return;
    this.range = (this.range << 8) >>> 0;
    this.code = ((this.code << 8) | this.packed[this.at++]!) >>> 0;
  }
}
