using System;

namespace HolySheep.Architecture.Tests.Bait.Calls;

internal static class CallsThatSpeakAWire
{
    public const string Member = "finish_reason";

    public static ReadOnlySpan<byte> Utf8 => "stream_options"u8;

    public static string InAMessage(string word) => $"the reason is 'tool_calls' or {word}";

    public static bool IsAlone(string name) => name == "messages";

    public static string English() => "English has functions, messages, choices and tools too";
}
