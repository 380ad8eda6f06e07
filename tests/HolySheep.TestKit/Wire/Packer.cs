using System;
using System.IO;
using System.IO.Compression;

namespace HolySheep.TestKit.Wire;

/// <summary>Compresses a body piece by piece, so that each piece can be unpacked as soon as it has come.</summary>
internal sealed class Packer : IDisposable
{
    private readonly MemoryStream _packed = new();
    private readonly Stream _packing;

    public Packer(Packing packing) => _packing = packing switch
    {
        Packing.Gzip => new GZipStream(_packed, CompressionLevel.Fastest, leaveOpen: true),
        Packing.Deflate => new ZLibStream(_packed, CompressionLevel.Fastest, leaveOpen: true),
        Packing.Brotli => new BrotliStream(_packed, CompressionLevel.Fastest, leaveOpen: true),
        _ => _packed,
    };

    public byte[] Pack(byte[] piece)
    {
        _packing.Write(piece);
        _packing.Flush();
        return Take();
    }

    public byte[] Finish()
    {
        if (_packing != _packed)
        {
            _packing.Dispose();
        }

        return Take();
    }

    public void Dispose()
    {
        _packing.Dispose();
        _packed.Dispose();
    }

    private byte[] Take()
    {
        byte[] taken = _packed.ToArray();
        _packed.SetLength(0);
        return taken;
    }
}
