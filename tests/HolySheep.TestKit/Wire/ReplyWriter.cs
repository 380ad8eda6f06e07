using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.TestKit.Wire;

/// <summary>Sends a reply as its script wants it.</summary>
internal sealed class ReplyWriter(Socket socket, Stream stream)
{
    /// <summary>Sends a reply; true if the connection can serve another request.</summary>
    public async Task<bool> SendAsync(Reply reply, ReplyPlan plan, CancellationToken cancellationToken)
    {
        if (reply.GateBefore is not null)
        {
            await reply.GateBefore.WaitAsync(cancellationToken);
        }

        if (reply.DelayBefore > TimeSpan.Zero)
        {
            await Task.Delay(reply.DelayBefore, cancellationToken);
        }

        if (reply.Break is { Place: BreakPlace.BeforeHeaders })
        {
            return await EndAsync(reply.Break.How, cancellationToken);
        }

        await stream.WriteAsync(plan.Head, cancellationToken);
        if (reply.Break is { Place: BreakPlace.AfterHeaders })
        {
            return await EndAsync(reply.Break.How, cancellationToken);
        }

        foreach (BodyPart part in plan.Parts)
        {
            await SendPartAsync(part, plan.IsChunked, reply.SliceSize, cancellationToken);
        }

        if (plan.IsChunked && plan.End is null or CutKind.Ended)
        {
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        }

        return plan.End is not { } end || await EndAsync(end, cancellationToken);
    }

    private async Task SendPartAsync(BodyPart part, bool isChunked, int sliceSize, CancellationToken cancellationToken)
    {
        if (part.Gate is not null)
        {
            await part.Gate.WaitAsync(cancellationToken);
        }

        if (part.Pause > TimeSpan.Zero)
        {
            await Task.Delay(part.Pause, cancellationToken);
        }

        int step = sliceSize > 0 ? sliceSize : Math.Max(1, part.Bytes.Length);
        for (int start = 0; start < part.Bytes.Length; start += step)
        {
            ReadOnlyMemory<byte> slice = part.Bytes.AsMemory(start, Math.Min(step, part.Bytes.Length - start));
            await stream.WriteAsync(isChunked ? Chunk(slice.Span) : slice, cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }
    }

    private static byte[] Chunk(ReadOnlySpan<byte> slice)
    {
        byte[] size = Encoding.ASCII.GetBytes(slice.Length.ToString("x", CultureInfo.InvariantCulture));
        return [.. size, .. "\r\n"u8, .. slice, .. "\r\n"u8];
    }

    private async Task<bool> EndAsync(CutKind how, CancellationToken cancellationToken)
    {
        switch (how)
        {
            case CutKind.Ended:
                return true;
            case CutKind.Stalled:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return false;
            case CutKind.Reset:
                // lingering for zero seconds makes the close a reset
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
                return false;
            default:
                socket.Shutdown(SocketShutdown.Both);
                return false;
        }
    }
}
