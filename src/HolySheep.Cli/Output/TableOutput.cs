using System.Collections.Generic;
using System.Linq;
using Spectre.Console;

namespace HolySheep.Cli.Output;

/// <summary>Rows for people: a table at a terminal, else lines of fields with tabs between them and no header.</summary>
/// <param name="Names">The columns of names and figures, which stay whole.</param>
/// <param name="Texts">The columns of words after them, which are wrapped.</param>
internal sealed record TableOutput(IReadOnlyList<string> Names, IReadOnlyList<string> Texts)
{
    public void Write(StandardOutput output, IEnumerable<IReadOnlyList<string>> rows)
    {
        var cells = rows.Select(row => row.Select(OneLine.Of).ToArray());
        if (output.IsTerminal)
        {
            WriteTable(output, cells);
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

    private void WriteTable(StandardOutput output, IEnumerable<string[]> rows)
    {
        // Neither colours nor other escapes are used, so there is nothing for NO_COLOR to turn off.
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output.Writer) });
        var table = new Table { Border = TableBorder.Simple };
        foreach (var header in Names.Concat(Texts))
        {
            table.AddColumn(new TableColumn(new Text(header)) { NoWrap = Names.Contains(header), Padding = new Padding(0, 0, 1, 0) });
        }

        foreach (var row in rows)
        {
            // Text, not markup: a model or a message may hold brackets.
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }
}
