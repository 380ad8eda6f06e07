using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.Providers.Exchange;
using Xunit;

namespace HolySheep.Transport;

/// <summary>Replies that come compressed.</summary>
public sealed class PackedBodyTests
{
    [Theory]
    [Modes("gzip", "gzip"), Modes("x-gzip", "gzip"), Modes("GZIP", "gzip"), Modes("br", "br"), Modes("deflate", "zlib"), Modes("deflate", "raw")]
    [Modes("gzip, br", "gzip br"), Modes("deflate,x-gzip", "raw gzip"), Modes("br, deflate, gzip", "br zlib gzip"), Modes("identity", ""), Modes("identity, gzip", "gzip"), Modes("", "")]
    public async Task A_reply_is_read_whatever_it_was_packed_with_and_however_often(CallMode mode, string encoding, string packings)
    {
        const string Answer = """{"choices":[{"index":0,"message":{"content":"330 m 🗼"},"finish_reason":"stop"}]}""";
        var plain = Encoding.UTF8.GetBytes(mode == CallMode.Plain ? Answer : $"data: {Answer.Replace("message", "delta", StringComparison.Ordinal)}\n\ndata: [DONE]\n\n");
        var body = packings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(plain, Pack);
        await using var stage = new Stage(["one/alpha"], []) { Handler = new FakeNetwork((_, _) => Task.FromResult(Packed(mode, encoding, body))) };
        Assert.Equal("330 m 🗼", (await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 })).Result.Content);
    }

    [Theory]
    [InlineData(null, "gzip, br"), InlineData("identity", "identity")]
    public async Task A_call_accepts_compressed_replies_unless_the_caller_says_otherwise(string? own, string sent)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(TestKit.Reply.Text("fine"));
        await stage.Client.ChatAsync(Stage.Question() with { ExtraHeaders = own is null ? [] : new Dictionary<string, string> { ["Accept-Encoding"] = own } });
        Assert.Equal(sent, stage.One.Requests.Single().Header("accept-encoding"));
    }

    [Theory]
    [InlineData("text/event-stream", true), InlineData("Text/Event-Stream ; charset=utf-8", true), InlineData("text/event-stream;charset=utf-8", true)]
    [InlineData("text/event-streams", false), InlineData("application/json", false), InlineData("", false), InlineData(null, false)]
    public void A_body_is_declared_as_events_by_its_media_type_alone(string? type, bool declared)
    {
        using var content = new ByteArrayContent([]);
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        Assert.Equal(declared, BodyForms.IsDeclaredAsEvents(content));
    }

    private static HttpResponseMessage Packed(CallMode mode, string encoding, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mode == CallMode.Plain ? "application/json" : "text/event-stream");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static byte[] Pack(byte[] body, string packing)
    {
        using var packed = new MemoryStream();
        using (Stream packer = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            "zlib" => new ZLibStream(packed, CompressionLevel.Optimal),
            _ => new DeflateStream(packed, CompressionLevel.Optimal),
        })
        {
            packer.Write(body);
        }

        return packed.ToArray();
    }
}
