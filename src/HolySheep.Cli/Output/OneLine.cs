using System;
using System.Linq;

namespace HolySheep.Cli.Output;

/// <summary>Text that must stay on one line and must not steer a terminal: a provider's words are in it.</summary>
internal static class OneLine
{
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        : text;
}
