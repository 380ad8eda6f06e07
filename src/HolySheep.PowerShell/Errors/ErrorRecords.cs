using System;
using System.Management.Automation;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Errors;

/// <summary>Turns failures into error records.</summary>
internal static class ErrorRecords
{
    private const string ReportHint = "This is a bug in HolySheep: please report it with the text of $Error[0].Exception.";

    // Since 7.5 the error view shows the recommended action; before that, users see only the message:
    // https://github.com/PowerShell/PowerShell/pull/20826
    private static readonly bool ShowsRecommendation = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    /// <summary>The record of a failure.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="target">The user's own input.</param>
    internal static ErrorRecord From(Exception exception, object? target)
    {
        var code = CodeOf(exception);
        var hint = exception is HolySheepException known ? known.Hint : code == ErrorCode.InternalFault ? ReportHint : null;
        if (code == ErrorCode.InternalFault)
        {
            // Failures of providers are masked where they enter; an unexpected exception may quote anything.
            exception = HolySheepClient.Mask(exception);
        }

        var record = new ErrorRecord(exception, code, ErrorCategories.Of(code, (exception as ChatException)?.Status), target);
        if (hint is not null)
        {
            record.ErrorDetails = new ErrorDetails(ShowsRecommendation ? exception.Message : exception.Message + " " + hint) { RecommendedAction = hint };
        }

        return record;
    }

    /// <summary>True if every input would fail in the same way, so that the command ends.</summary>
    internal static bool EndsEverything(Exception exception) =>
        CodeOf(exception) is ErrorCode.CredentialMissing or ErrorCode.CredentialRefused or ErrorCode.ConfigurationInvalid or ErrorCode.ConfigurationLocked;

    private static string CodeOf(Exception exception) => exception switch
    {
        HolySheepException known => known.Code,
        OperationCanceledException => ErrorCode.CallCancelled,

        // Exceptions of the engine while a user's script runs, or while their argument is read.
        RuntimeException => ErrorCode.ArgumentInvalid,
        _ => ErrorCode.InternalFault,
    };
}
