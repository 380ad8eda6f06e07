using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Transport;

/// <summary>Reads a whole body into memory; from its first byte on every byte is a sign of life.</summary>
internal static class BodyReader
{
    private const int FirstBuffer = 16 * 1024;
    private const int LargestBody = 256 * 1024 * 1024;

    /// <exception cref="TransportException">The body broke off or is beyond 256 MB.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, StallGuard guard, TimeSpan stall, long? announced)
    {
        var buffer = new byte[announced is > 0 and < LargestBody ? (int)announced + 1 : FirstBuffer];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await ReadChunkAsync(body, buffer, length, guard.Token).ConfigureAwait(false);
            if (read == 0)
            {
                guard.Disarm();
                return buffer.AsMemory(0, length);
            }

            length += read;
#if NET8_0_OR_GREATER
            if (length == announced)
            {
                // Whole: nothing more can come, and nothing need be watched. (.NET Framework announces the packed length.)
                guard.Disarm();
                return buffer.AsMemory(0, length);
            }

#endif
            if (length > LargestBody)
            {
                throw new TransportException(TransportFault.TooLarge, "the reply is longer than 256 MB", null);
            }

            guard.Arm(stall);
        }
    }

#if NET8_0_OR_GREATER
    private static async ValueTask<int> ReadChunkAsync(Stream body, byte[] buffer, int offset, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer.AsMemory(offset), cancellationToken).ConfigureAwait(false);
#else
    private static async Task<int> ReadChunkAsync(Stream body, byte[] buffer, int offset, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, offset, buffer.Length - offset, cancellationToken).ConfigureAwait(false);
#endif
        }
        catch (Exception exception) when (TransportFaults.IsTransport(exception))
        {
            // .NET Framework tells of a cancelled read as of a broken one.
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFaults.OfBody(exception);
        }
    }
}
