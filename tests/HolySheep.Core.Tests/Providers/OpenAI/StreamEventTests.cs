using System;
using System.Text;
using Xunit;

namespace HolySheep.Providers.OpenAI;

public sealed class StreamEventTests
{
    [Theory]
    [InlineData("message", """{"choices":[{"delta":{"content":"x"}}]}""", nameof(StreamEventKind.Chunk))]
    [InlineData("message", """{"choices":[],"usage":{"prompt_tokens":1}}""", nameof(StreamEventKind.Chunk))]
    [InlineData("message", "[DONE]", nameof(StreamEventKind.Done))]
    [InlineData("message", "[DONE] ", nameof(StreamEventKind.Done))]
    [InlineData("message", "", nameof(StreamEventKind.Unknown))]
    [InlineData("message", "null", nameof(StreamEventKind.Unknown))]
    [InlineData("message", "{}", nameof(StreamEventKind.Unknown))]
    [InlineData("message", """{"object":"weather"}""", nameof(StreamEventKind.Unknown))]
    [InlineData("weather", "no JSON at all", nameof(StreamEventKind.Unknown))]
    [InlineData("message", "no JSON at all", nameof(StreamEventKind.Unreadable))]
    [InlineData("message", """{"choices":[{"del""", nameof(StreamEventKind.Unreadable))]
    [InlineData("message", """{"choices":7}""", nameof(StreamEventKind.Unreadable))]
    [InlineData("error", "no JSON at all", nameof(StreamEventKind.Unreadable))]
    [InlineData("message", """{"error":{"message":"x"}}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"error":"x"}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"choices":[{"error":{"message":"x"}}]}""", nameof(StreamEventKind.Error))]
    [InlineData("error", """{"message":"x"}""", nameof(StreamEventKind.Error))]
    [InlineData("error", """{"type":"error","error":{"type":"overloaded_error"}}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"choices":[{"delta":{}}],"error":null}""", nameof(StreamEventKind.Chunk))]
    [InlineData("message", """{"choices":[null]}""", nameof(StreamEventKind.Chunk))]
    public void An_event_is_told_by_its_name_and_its_data(string name, string data, string kind) =>
        Assert.Equal(kind, StreamEvent.Read(name, Encoding.UTF8.GetBytes(data)).Kind.ToString());

    [Fact]
    public void No_bytes_at_all_make_it_throw()
    {
        var random = new Random(20260101);
        var seed = Encoding.UTF8.GetBytes("""{"id":"x","choices":[{"index":0,"delta":{"content":"ạ\ud83d\uddfc","tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":"{}"}}]},"finish_reason":null}],"usage":{"prompt_tokens":1},"error":null}""");
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = seed.AsSpan(0, random.Next(1, seed.Length + 1)).ToArray();
            for (var change = random.Next(4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var read = StreamEvent.Read(random.Next(8) == 0 ? "error" : "message", bytes);
            if (read.Chunk is { } chunk)
            {
                new AnswerParts().Add(chunk);
            }

            CompletionReader.Read(bytes, 200, null);
        }
    }
}
