using System;
using System.Management.Automation;
using HolySheep.Chat;

namespace HolySheep.PowerShell.Calls;

/// <summary>What a command writes for an answer and for a failure; asked on the pipeline thread, since inputs and types may run script.</summary>
internal interface IAnswerForm
{
    /// <summary>What is written for an answer.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="input">The pipeline input, null where there was none.</param>
    /// <param name="streamed">True where its text was shown while it came.</param>
    /// <exception cref="HolySheep.Errors.HolySheepException">The answer does not fit.</exception>
    PSObject Of(ChatResult result, object? input, bool streamed);

    /// <summary>What is written for a failure, before its error; null where nothing is.</summary>
    PSObject? Of(Exception failure, object? input);
}
