using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace HolySheep.PowerShell.Tests.Engine;

/// <summary>What a pipeline wrote, and how it ended.</summary>
internal sealed class Outcome
{
    internal required IReadOnlyList<PSObject> Output { get; init; }

    internal required IReadOnlyList<ErrorRecord> Errors { get; init; }

    internal required IReadOnlyList<string> Warnings { get; init; }

    internal required IReadOnlyList<string> Verbose { get; init; }

    internal required IReadOnlyList<string> Debug { get; init; }

    internal required IReadOnlyList<InformationRecord> Information { get; init; }

    /// <summary>The error that ended the pipeline, null if it ran through.</summary>
    internal Exception? Failure { get; init; }

    internal IEnumerable<object> Values => Output.Select(item => item.BaseObject);

    internal ErrorRecord Terminating => ((RuntimeException)Failure!).ErrorRecord;

    internal Outcome ThrowOnError() =>
        Failure is null && Errors.Count == 0 ? this : throw new InvalidOperationException(ToString());

    public override string ToString() => $"{Output.Count} results, errors: {string.Join(" | ", Errors)}, {Failure}";
}
