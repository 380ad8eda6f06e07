using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using HolySheep.Chat;

namespace HolySheep.Csv.Journal;

/// <summary>Calculates the keys of rows. Not thread-safe.</summary>
internal sealed class RowHash : IDisposable
{
    private readonly SHA256 _sha = SHA256.Create();
    private readonly int _seedLength;
    private byte[] _buffer = new byte[4096];

    /// <param name="request">What is sent besides the prompts.</param>
    /// <param name="chain">The models that may answer, the requested model first.</param>
    /// <param name="sandbox">Whether the sandbox answers; its answers must never count as real ones.</param>
    public RowHash(ChatRequest request, IReadOnlyList<string> chain, bool sandbox)
    {
        var seed = _sha.ComputeHash(RequestFingerprint.Of(request, chain, sandbox));
        _seedLength = seed.Length;
        seed.CopyTo(_buffer, 0);
    }

    /// <summary>The key of a prompt.</summary>
    public RowKey Of(string prompt)
    {
        var most = _seedLength + Encoding.UTF8.GetMaxByteCount(prompt.Length);
        if (_buffer.Length < most)
        {
            Array.Resize(ref _buffer, most);
        }

        var length = _seedLength + Encoding.UTF8.GetBytes(prompt, 0, prompt.Length, _buffer, _seedLength);
#if NET8_0_OR_GREATER
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_buffer.AsSpan(0, length), hash);
        return new RowKey(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
#else
        var hash = _sha.ComputeHash(_buffer, 0, length);
        return new RowKey(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
#endif
    }

    /// <inheritdoc/>
    public void Dispose() => _sha.Dispose();
}
