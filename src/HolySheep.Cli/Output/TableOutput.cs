using System.Collections.Generic;
using System.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HolySheep.Cli.Output;

/// <summary>Rows for people: a table at a terminal, else lines of fields with tabs between them and no header.</summary>
/// <param name="Names">The columns of names and figures, which stay whole.</param>
/// <param name="Texts">The columns of words after them, which are wrapped.</param>
/// <param name="Spare">The columns that a terminal too narrow for all goes without, the first of them first.</param>
internal sealed record TableOutput(IReadOnlyList<string> Names, IReadOnlyList<string> Texts, params IReadOnlyList<string> Spare)
{
    public void Write(StandardOutput output, IEnumerable<IReadOnlyList<string>> rows)
    {
        var cells = rows.Select(row => row.Select(OneLine.Of).ToArray());
        if (output.IsTerminal)
        {
            WriteTable(output, [.. cells]);
        }
        else
        {
            foreach (var row in cells)
            {
                output.Writer.Write(string.Join('\t', row) + '\n');
            }
        }

        output.Flush();
    }

    private void WriteTable(StandardOutput output, IReadOnlyList<string[]> rows)
    {
        // Neither colours nor other escapes are used, so there is nothing for NO_COLOR to turn off.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output.Writer) });
        console.Profile.Width = output.Width ?? console.Profile.Width;
        List<string> headers = [.. Names, .. Texts];
        var table = TableOf(rows, headers);
        foreach (var spare in Spare.Where(headers.Contains).TakeWhile(_ => WidthOf(table, console) > console.Profile.Width))
        {
            headers.Remove(spare);
            table = TableOf(rows, headers);
        }

        console.Write(table);
    }

    private Table TableOf(IReadOnlyList<string[]> rows, IReadOnlyList<string> headers)
    {
        var columns = Names.Concat(Texts).ToList();
        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header)) { NoWrap = Names.Contains(header), Padding = new Padding(0, 0, 1, 0) });
        }

        foreach (var row in rows)
        {
            // Text, not markup: a model or a message may hold brackets.
            table.AddRow(headers.Select(header => new Text(row[columns.IndexOf(header)])));
        }

        return table;
    }

    private static int WidthOf(Table table, IAnsiConsole console) => ((IRenderable)table).Measure(RenderOptions.Create(console), int.MaxValue).Max;
}
