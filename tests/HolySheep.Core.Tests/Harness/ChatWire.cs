using System;
using HolySheep.Providers;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.OpenAIChat;

namespace HolySheep.Harness;

/// <summary>Reads bytes of the chat completions format without an exchange.</summary>
internal static class ChatWire
{
    public static IWire Wire { get; } = new OpenAIChatWire(new Uri("http://a.invalid/v1"), ChatDialect.Common);

    public static StreamEvent Event(string type, ReadOnlySpan<byte> data) => StreamEvent.Read(Wire, type, data);

    public static AttemptOutcome? Whole(ReadOnlySpan<byte> body) => WholeAnswer.Read(Wire, body, 200, null);
}
