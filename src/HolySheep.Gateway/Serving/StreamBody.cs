using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Gateway.Headers;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Serving;

/// <summary>The body of a stream, with the cost in its trailer: it is known only once everything has been sent. Kestrel sends trailers over HTTP/2 only, so that the chunks of HTTP/1.1 are written here.</summary>
internal sealed class StreamBody(Exchange exchange)
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    private bool _isChunked;

    /// <summary>True after the headers are final, until the end was sent: whoever leaves it in this state must break the connection.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Sets the headers of the body.</summary>
    public void Begin()
    {
        IsOpen = true;
        var response = exchange.Response;
        if (response.SupportsTrailers())
        {
            response.DeclareTrailer(AnswerHeaders.Cost);
        }
        else if (HttpProtocol.IsHttp11(exchange.Request.Protocol))
        {
            _isChunked = true;
            response.Headers.TransferEncoding = "chunked";
            response.Headers.Trailer = AnswerHeaders.Cost;
        }
    }

    /// <summary>Sends bytes.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var writer = exchange.Response.BodyWriter;
        if (_isChunked)
        {
            writer.Write(Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture)));
            writer.Write(LineEnd);
        }

        writer.Write(bytes.Span);
        if (_isChunked)
        {
            writer.Write(LineEnd);
        }

        await exchange.FlushAsync();
    }

    /// <summary>Ends the body.</summary>
    /// <param name="cost">The cost in USD; null if it is not known.</param>
    public async ValueTask EndAsync(decimal? cost)
    {
        var text = AnswerHeaders.CostText(cost);
        if (_isChunked)
        {
            exchange.Response.BodyWriter.Write(Encoding.ASCII.GetBytes(text is null ? "0\r\n\r\n" : $"0\r\n{AnswerHeaders.Cost}: {text}\r\n\r\n"));
            await exchange.FlushAsync();
        }
        else if (text is not null && exchange.Response.SupportsTrailers())
        {
            exchange.Response.AppendTrailer(AnswerHeaders.Cost, text);
        }

        IsOpen = false;
    }
}
