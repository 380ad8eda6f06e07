using System;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches;

/// <summary>Reads lines of results, and leaves out what is not one.</summary>
internal static class ResultLines
{
    /// <summary>Reads the result of a line; null if it names no request.</summary>
    public delegate BatchAnswer? LineForm(ReadOnlySpan<byte> line, RowReader rows);

    /// <summary>Reads a line and keeps its result; false if it is not one.</summary>
    public static async Task<bool> TakeAsync(ReadOnlyMemory<byte> line, RowReader rows, LineForm form, Func<BatchAnswer, Task> keep)
    {
        if (Read(line, rows, form) is not { } answer)
        {
            return false;
        }

        await keep(answer).ConfigureAwait(false);
        return true;
    }

    /// <summary>The id that a line names; null if it names none.</summary>
    public static string? IdOf(ReadOnlyMemory<byte> line, ReadOnlySpan<byte> member)
    {
        try
        {
            return JsonSlice.Text(JsonText.Trim(line.Span), member);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static BatchAnswer? Read(ReadOnlyMemory<byte> line, RowReader rows, LineForm form)
    {
        try
        {
            return form(JsonText.Trim(line.Span), rows);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
