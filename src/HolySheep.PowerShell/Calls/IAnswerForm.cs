using System;
using System.Management.Automation;
using HolySheep.Chat;

namespace HolySheep.PowerShell.Calls;

/// <summary>Creates what a command writes for an answer and for a failure; called on the pipeline thread, because inputs and types may run scripts.</summary>
internal interface IAnswerForm
{
    /// <summary>The output for an answer.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="input">The pipeline input; null if there was none.</param>
    /// <param name="streamed">True if its text was shown while it arrived.</param>
    /// <exception cref="HolySheep.Errors.HolySheepException">The answer does not fit.</exception>
    PSObject Of(ChatResult result, object? input, bool streamed);

    /// <summary>The output for a failure, before its error; null if there is none.</summary>
    PSObject? Of(Exception failure, object? input);
}
