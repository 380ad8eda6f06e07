using System;
using System.Collections.Generic;
using System.Linq;
using Spectre.Console;

namespace HolySheep.Cli.Output;

/// <summary>Rows for people: a table at a terminal, else lines of fields with tabs between them and no header.</summary>
internal static class TableOutput
{
    public static void Write(StandardOutput output, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var cells = rows.Select(row => row.Select(OneLine.Of).ToArray());
        if (output.IsTerminal)
        {
            WriteTable(output, headers, cells);
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

    private static void WriteTable(StandardOutput output, IReadOnlyList<string> headers, IEnumerable<string[]> rows)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output.Writer),
            // https://no-color.org
            ColorSystem = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            // Text, not markup: a model or a message may hold brackets.
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }
}
