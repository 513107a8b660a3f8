/** The module, packed by LZMA, in base 64. */
declare const packed: string;
export default packed;
