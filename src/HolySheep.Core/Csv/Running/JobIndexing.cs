using System;
using System.Threading;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Reading;

namespace HolySheep.Csv.Running;

/// <summary>Reads the input once before any call: checks every row and adds it to the index.</summary>
internal static class JobIndexing
{
    private const int RowsBetweenLooks = 1024;

    /// <param name="setup">The job.</param>
    /// <param name="warn">Receives warnings for the user.</param>
    /// <param name="seen">Receives what each row asks; null if it is not needed.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <exception cref="Errors.HolySheepException">A row is not valid.</exception>
    public static RowIndex Read(JobSetup setup, Action<string> warn, Action<RowInput>? seen, CancellationToken cancel)
    {
        var index = new RowIndex();
        using var hash = setup.NewHash();
        using var rows = setup.OpenRows();
        using var prompts = new RowsAhead<RowInput>(rows, row => setup.InputOf(row.Cells));
        while (prompts.Read())
        {
            if (index.Rows % RowsBetweenLooks == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }

            index.Add(hash.Of(prompts.Current.Identity));
            seen?.Invoke(prompts.Current);
        }

        if (rows.ShortRows > 0)
        {
            warn($"{rows.ShortRows} rows have fewer cells than the header; the missing cells are empty.");
        }

        if (!setup.Prompt.NamesColumn && index.Rows > 1)
        {
            warn("The prompt names no column, so all rows have the same prompt.");
        }

        if (setup.Attachments?.Unreadable is { } unreadable)
        {
            warn(unreadable);
        }

        return index;
    }
}
