using System;
using System.ComponentModel;

namespace HolySheep.Architecture.Tests.Bait.Resilience;

internal static class ResilienceThatNamesVendors
{
    public const string Constant = "Anthropic says no";

    public static string GeminiDelay => "a name, not a literal";

    public static ReadOnlySpan<byte> Utf8 => "x-deepseek-hint"u8;

    [Description("as Mistral does")]
    public static string Described => "HolySheep has its own name";

    public static bool IsKnown(string provider, string fallback = "openrouter") => provider == "openai" || provider == fallback;

    public static string Gateway() => "holysheep/gpt";

    public static string GatewayHost() => "api.holysheep.ai";

    public static string GatewayInAMessage() => "the provider holysheep is down";

    public static string Command() => "run 'holysheep providers test' as a command";
}
