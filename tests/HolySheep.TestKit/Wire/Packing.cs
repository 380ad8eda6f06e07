namespace HolySheep.TestKit.Wire;

/// <summary>How a body is compressed.</summary>
internal enum Packing
{
    None,
    Gzip,
    Deflate,
    Brotli,
}
