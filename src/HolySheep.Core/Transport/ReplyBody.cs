using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Transport;

/// <summary>Opens and reads the bodies of responses.</summary>
internal static class ReplyBody
{
    /// <summary>The body, to be read as it arrives.</summary>
    public static Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
#if NET8_0_OR_GREATER
        return response.Content.ReadAsStreamAsync(cancellationToken);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return response.Content.ReadAsStreamAsync();
#endif
    }

    /// <summary>Reads what has arrived of a body into a buffer, from a place on; 0 at the end.</summary>
    /// <exception cref="TransportException">The body broke off.</exception>
    public static async ValueTask<int> ReadAsync(Stream body, byte[] buffer, int start, StallGuard guard)
    {
        try
        {
#if NET8_0_OR_GREATER
            return await body.ReadAsync(buffer.AsMemory(start), guard.Token).ConfigureAwait(false);
#else
            return await body.ReadAsync(buffer, start, buffer.Length - start, guard.Token).ConfigureAwait(false);
#endif
        }
        catch (Exception exception) when (TransportFaults.IsTransport(exception))
        {
            // .NET Framework reports a cancelled read as a broken connection.
            guard.Token.ThrowIfCancellationRequested();
            throw TransportFaults.OfBody(exception);
        }
    }
}
