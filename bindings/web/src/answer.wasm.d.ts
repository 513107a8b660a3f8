/** The module, deflated, in base 64. */
declare const packed: string;
export default packed;
