using System;
using System.Collections.Generic;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Csv;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Calls;

/// <summary>Writes an answer as its input row with the answer's columns added, flat for Export-Csv; a failure is a row too.</summary>
internal sealed class RowForm : IAnswerForm
{
    private readonly AnswerColumns _columns;

    internal RowForm(AnswerColumns columns) => _columns = columns;

    public PSObject Of(ChatResult result, object? input, bool streamed) => Row(input, _columns.ValuesOf(result));

    public PSObject? Of(Exception failure, object? input) => Row(input, _columns.ValuesOf(failure));

    private PSObject Row(object? input, IReadOnlyList<object?> values)
    {
        var row = InputRow.Copy(input);
        for (var index = 0; index < values.Count; index++)
        {
            InputRow.Set(row, _columns.Names[index], values[index]);
        }

        return row;
    }
}
