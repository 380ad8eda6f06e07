using System;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Damage;

namespace HolySheep.Wires;

/// <summary>Damages the bytes of replies as servers and proxies do: other bytes, scraps of JSON put in, pieces missing or twice.</summary>
internal sealed class DamagingHandler(Random random) : HttpMessageHandler
{
    private static readonly string[] Scraps =
    [
        "\\ud83d", "\\udc11", "null", "{", "}", "[", "]", "\"", ",", ":", "\0", "\n\n", "data: ", "event: error\n", "\uFFFD", "1e999", "-1", "true", "\"type\":", "\"text\":", "\"index\":7,", "\\", "é", "[]", "{}", "\"\"",
    ];

    // Clients dispose the handler that they are given, and many use this one after the other.
    private readonly HttpMessageInvoker _network = new(new SocketsHttpHandler());

    /// <summary>The last damaged reply.</summary>
    public string Last { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await _network.SendAsync(request, cancellationToken);
        var type = response.Content.Headers.ContentType;
        var bytes = DamagedBytes.Of(await response.Content.ReadAsByteArrayAsync(cancellationToken), random, Scraps);
        Last = Encoding.UTF8.GetString(bytes);
        response.Content = new ByteArrayContent(bytes);
        response.Content.Headers.ContentType = type;
        return response;
    }
}
