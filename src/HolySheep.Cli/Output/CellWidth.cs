using Spectre.Console;

namespace HolySheep.Cli.Output;

/// <summary>How many columns of a terminal a text takes: wide characters take two.</summary>
internal static class CellWidth
{
    public static int Of(string text) => text.GetCellWidth();
}
