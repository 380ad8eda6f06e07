using System.Collections.Generic;
using System.Linq;
using Spectre.Console;

namespace HolySheep.Cli.Output;

/// <summary>Writes rows: a table on a terminal that is wide enough, a list of fields on a narrower one, otherwise lines of fields separated by tabs, without a header.</summary>
/// <param name="Names">The columns of names and figures, which are never wrapped.</param>
/// <param name="Texts">The text columns after them, which wrap between words.</param>
/// <param name="Spare">The columns that a narrow terminal omits, in this order.</param>
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
        // Neither colors nor other escape sequences are used, so NO_COLOR has no effect.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output.Writer) });
        console.Profile.Width = output.Width ?? console.Profile.Width;
        List<string> all = [.. Names, .. Texts];
        List<string> headers = [.. all];
        var layout = Layout(headers, rows, console.Profile.Width);
        foreach (var spare in Spare.Where(headers.Contains).TakeWhile(_ => layout is null))
        {
            headers.Remove(spare);
            layout = Layout(headers, rows, console.Profile.Width);
        }

        if (layout is null)
        {
            FieldList.Write(output.Writer, all, rows, console.Profile.Width);
            return;
        }

        console.Write(TableOf(rows, layout));
    }

    private ColumnLayout? Layout(IReadOnlyList<string> headers, IReadOnlyList<string[]> rows, int width)
    {
        var all = Names.Concat(Texts).ToList();
        return ColumnLayout.Of([.. headers.Select(header => new ColumnCells(header, Texts.Contains(header), [header, .. rows.Select(row => row[all.IndexOf(header)])]))], width);
    }

    private static Table TableOf(IReadOnlyList<string[]> rows, ColumnLayout layout)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (column, width) in layout.Columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Header)) { NoWrap = !column.Wraps, Width = width, Padding = new Padding(0, 0, ColumnLayout.Gap, 0) });
        }

        for (var i = 0; i < rows.Count; i++)
        {
            // Text, not markup: a model or a message may contain brackets.
            table.AddRow(layout.Columns.Select(column => new Text(column.Cells.Cells[i + 1])));
        }

        return table;
    }
}
