using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

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
        var bytes = Damage(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        Last = Encoding.UTF8.GetString(bytes);
        response.Content = new ByteArrayContent(bytes);
        response.Content.Headers.ContentType = type;
        return response;
    }

    private byte[] Damage(byte[] whole)
    {
        var bytes = whole.ToList();
        for (var change = random.Next(4); change >= 0 && bytes.Count > 1; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Scraps[random.Next(Scraps.Length)]));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
