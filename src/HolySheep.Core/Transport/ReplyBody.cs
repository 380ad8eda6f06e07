using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Transport;

/// <summary>Opens the bodies of responses.</summary>
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
}
