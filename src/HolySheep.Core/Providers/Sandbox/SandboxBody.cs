using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Time;
using HolySheep.Transport;

namespace HolySheep.Providers.Sandbox;

/// <summary>A response body that arrives in pieces and may end with a fault, as from a socket.</summary>
internal sealed class SandboxBody(IReadOnlyList<byte[]> pieces, SandboxFaultKind? ending, TimeProvider timeProvider) : ReadStream
{
    private int _piece;
    private int _offset;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_piece == pieces.Count)
        {
            return await EndAsync(cancellationToken).ConfigureAwait(false);
        }

        var piece = pieces[_piece];
        var length = Math.Min(count, piece.Length - _offset);
        Array.Copy(piece, _offset, buffer, offset, length);
        _offset += length;
        if (_offset == piece.Length)
        {
            _piece++;
            _offset = 0;
        }

        return length;
    }

    private async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        switch (ending)
        {
            case SandboxFaultKind.Cut:
                throw new IOException("The sandbox cut the reply, as its script says.");
            case SandboxFaultKind.Stall:
                await Pause.ForAsync(timeProvider, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                return 0;
            default:
                return 0;
        }
    }
}
