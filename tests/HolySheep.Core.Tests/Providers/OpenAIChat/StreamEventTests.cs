using System;
using System.Text;
using HolySheep.Harness;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;
using Xunit;

namespace HolySheep.Providers.OpenAIChat;

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
    [InlineData("error", "no JSON at all", nameof(StreamEventKind.Error))]
    [InlineData("server_error", """{"message":"x"}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"object":"error","message":"x"}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"type":"error","message":"x"}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"text":"x","error_code":50001}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"choices":null,"error_type":"InternalServerError","error_message":"x"}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"code":20012,"message":"x","data":null}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"code":"InternalError","message":"x","choices":[]}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"success":false,"msg":"x"}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"base_resp":{"status_code":1002,"status_msg":"x"}}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"choices":[{"delta":{"content":"x"}}],"error_code":7}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"choices":[{"delta":{"content":"x"}}],"error_code":0}""", nameof(StreamEventKind.Chunk))]
    [InlineData("message", """{"choices":[{"delta":{"content":"x"}}],"code":7,"message":"x"}""", nameof(StreamEventKind.Chunk))]
    [InlineData("message", """{"choices":[{"delta":{"content":"x"},"error":""}],"error":{"message":"","code":null},"base_resp":{"status_code":0}}""", nameof(StreamEventKind.Chunk))]
    [InlineData("message", """{"code":0,"message":"ok"}""", nameof(StreamEventKind.Unknown))]
    [InlineData("message", """{"status":"processing","message":"soon"}""", nameof(StreamEventKind.Unknown))]
    [InlineData("chunk", """{"choices":[{"delta":{"content":"x"}""", nameof(StreamEventKind.Unreadable))]
    [InlineData("message", "\uFEFF{\"choices\":[{\"delta\":{\"content\":\"x\"}}]}", nameof(StreamEventKind.Chunk))]
    [InlineData("message", "  ", nameof(StreamEventKind.Unknown))]
    [InlineData("message", "\"[DONE]\"", nameof(StreamEventKind.Done))]
    [InlineData("message", "[done]", nameof(StreamEventKind.Done))]
    [InlineData("message", "7", nameof(StreamEventKind.Unreadable))]
    [InlineData("message", """{"error":{"message":"x"}}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"error":"x"}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"choices":[{"error":{"message":"x"}}]}""", nameof(StreamEventKind.Error))]
    [InlineData("error", """{"message":"x"}""", nameof(StreamEventKind.Error))]
    [InlineData("error", """{"type":"error","error":{"type":"overloaded_error"}}""", nameof(StreamEventKind.Error))]
    [InlineData("message", """{"choices":[{"delta":{}}],"error":null}""", nameof(StreamEventKind.Chunk))]
    [InlineData("message", """{"choices":[null]}""", nameof(StreamEventKind.Chunk))]
    public void An_event_is_recognised_by_its_name_and_its_data(string name, string data, string kind) =>
        Assert.Equal(kind, ChatWire.Event(name, Encoding.UTF8.GetBytes(data)).Kind.ToString());

    [Fact]
    public void No_bytes_at_all_make_the_reader_throw()
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

            for (var read = ChatWire.Event(random.Next(8) == 0 ? "error" : "message", bytes); read is not null; read = read.Next)
            {
                if (read.Chunk is { } chunk)
                {
                    new AnswerBuilder().Add(chunk);
                }
            }

            ChatWire.Whole(bytes);
        }
    }
}
