using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Transport;

namespace HolySheep.Attachments;

/// <summary>Fetches attachments by their address, within limits of size, time and redirects. Thread-safe.</summary>
internal sealed class AttachmentFetch : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;

    // What a user names may be on a private network; what data names, and what a server redirects to, may not.
    private readonly HttpSender _near;
    private readonly HttpSender _far;

    public AttachmentFetch(NetworkOptions network, TimeSpan connectTimeout, TimeProvider time)
    {
        _time = time;
        _near = new HttpSender(NetworkHandler.Create(network, connectTimeout, (host, ip) => Check(host, ip, mayBePrivate: true)));
        _far = new HttpSender(NetworkHandler.Create(network, connectTimeout, (host, ip) => Check(host, ip, mayBePrivate: false)));
    }

    /// <summary>Fetches one.</summary>
    /// <param name="address">The address, of http or https.</param>
    /// <param name="mayBePrivate">Whether it may be of this machine or of a private network.</param>
    /// <param name="cancellationToken">Cancels the fetch.</param>
    /// <exception cref="HolySheepException">It cannot be fetched, is too large, or is of an unsupported kind.</exception>
    public async Task<ChatAttachment> ReadAsync(Uri address, bool mayBePrivate, CancellationToken cancellationToken)
    {
        using var guard = new StallGuard(_time, cancellationToken);
        guard.Arm(Limit);
        try
        {
            var data = await FetchAsync(address, mayBePrivate, guard.Token).ConfigureAwait(false);
            return AttachmentKind.Of(AttachmentAddress.NameOf(address), data, trustsName: false) ?? throw Fault(address, "is not a picture, PDF or text in UTF-8", AttachmentKind.Supported);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault(address, $"did not arrive within {Limit.TotalSeconds} s", "Try again, or download it and attach the file.");
        }
        catch (Exception exception) when (exception is TransportException or IOException or HttpRequestException)
        {
            throw Refused(exception) ?? Fault(address, "cannot be fetched: " + exception.Message, "Check the address, or download it and attach the file.");
        }
    }

    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
    }

    private async Task<byte[]> FetchAsync(Uri address, bool mayBePrivate, CancellationToken cancel)
    {
        var current = address;
        for (var redirects = 0; ; redirects++)
        {
            mayBePrivate &= current.Host == address.Host;
            await CheckHostAsync(current, mayBePrivate).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Get, current);
            request.Headers.TryAddWithoutValidation("User-Agent", HttpSender.UserAgent);
            using var response = await (mayBePrivate ? _near : _far).SendAsync(request, cancel).ConfigureAwait(false);
            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
            {
                current = redirects < MostRedirects ? Next(current, location) : throw Fault(address, $"is redirected more than {MostRedirects} times", "Give the address where it leads in the end.");
                continue;
            }

            return response.StatusCode == HttpStatusCode.OK
                ? await ReadAsync(address, response.Content, cancel).ConfigureAwait(false)
                : throw Fault(address, $"cannot be fetched: the server answered {(int)response.StatusCode}", "Check the address, or download it and attach the file.");
        }
    }

    private static Uri Next(Uri current, Uri location)
    {
        var next = new Uri(current, location);
        return next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && current.Scheme == Uri.UriSchemeHttp)
            ? next
            : throw Fault(current, $"is redirected from {current.Scheme} to {next.Scheme}", "Give the address where it leads, if you trust it.");
    }

    private static async Task<byte[]> ReadAsync(Uri address, HttpContent content, CancellationToken cancel)
    {
        // The length that the server says may be of the compressed bytes, so that what arrives is counted too.
        var isTooLarge = content.Headers.ContentLength > AttachmentKind.MostBytes;
        using var kept = new MemoryStream();
#if NET8_0_OR_GREATER
        using var body = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
#else
        using var body = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        var buffer = new byte[81920];
        int read;
        while (!isTooLarge && (read = await body.ReadAsync(buffer, 0, buffer.Length, cancel).ConfigureAwait(false)) > 0)
        {
            kept.Write(buffer, 0, read);
            isTooLarge = kept.Length > AttachmentKind.MostBytes;
        }

        return isTooLarge ? throw Fault(address, "has more than 20 MB", "Attach at most 20 MB.") : kept.ToArray();
    }

    /// <summary>Refuses a host before a connection: a proxy connects by itself, and Windows PowerShell does not tell where it connects to.</summary>
    private static async Task CheckHostAsync(Uri address, bool mayBePrivate)
    {
        IPAddress[] found;
        try
        {
            found = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? [ip] : await Dns.GetHostAddressesAsync(address.IdnHost).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // Behind a proxy a name may mean nothing here; otherwise the connection reports it.
            return;
        }

        foreach (var one in found)
        {
            Check(address.Host, one, mayBePrivate);
        }
    }

    private static void Check(string host, IPAddress ip, bool mayBePrivate)
    {
        if (AddressRange.IsNever(ip))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The attachment at {host} is not fetched: {ip} is a link-local address or not of one host.", "Download the file, and attach it by its path.");
        }

        if (!mayBePrivate && AddressRange.IsPrivate(ip))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The attachment at {host} is not fetched: {ip} is an address of this machine or of a private network, and data or a redirect names it.",
                $"If you trust whoever wrote the rows, give {CommandHint.Option("TrustAttachment")}; otherwise download the file, and attach it by its path.");
        }
    }

    private static HolySheepException? Refused(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HolySheepException known)
            {
                return known;
            }
        }

        return null;
    }

    private static HolySheepException Fault(Uri address, string what, string hint) => new(ErrorCode.ArgumentInvalid, $"The attachment {AttachmentAddress.Shown(address)} {what}.", hint);
}
