using Spectre.Console;

namespace HolySheep.Cli.Output;

/// <summary>Calculates how many terminal columns a text takes: wide characters take two.</summary>
internal static class CellWidth
{
    public static int Of(string text) => text.GetCellWidth();
}
