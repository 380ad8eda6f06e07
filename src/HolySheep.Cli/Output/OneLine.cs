using System;
using System.Linq;

namespace HolySheep.Cli.Output;

/// <summary>Formats text that must stay on one line and must not control a terminal, because it contains a provider's words.</summary>
internal static class OneLine
{
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        : text;
}
