using System;
using HolySheep.Errors;

namespace HolySheep.Cli.Output;

/// <summary>Reports a failure: as lines on standard error, and with --json also as an object on standard output.</summary>
internal sealed class FailureReport(StandardOutput output, Messages messages)
{
    /// <summary>Writes the failure and returns the exit code.</summary>
    public int Write(Exception exception, bool json)
    {
        if (exception is OutputClosedException)
        {
            return ExitCode.Cancelled;
        }

        var failure = Failure.Of(exception);
        failure = failure with { Message = HolySheepClient.Mask(failure.Message) };
        messages.Error(failure.Code, failure.Message, failure.Hint);
        if (failure.Code == ErrorCode.InternalFault && Environment.GetEnvironmentVariable("HOLYSHEEP_DEBUG") == "1")
        {
            messages.Plain(HolySheepClient.Mask(exception.ToString()));
        }

        if (json)
        {
            WriteJson(failure);
        }

        return ExitCode.Of(failure.Code);
    }

    private void WriteJson(Failure failure)
    {
        try
        {
            output.WriteLine(Json(failure));
        }
        catch (Exception exception) when (exception is HolySheepException or OutputClosedException)
        {
            // Standard output takes no more; the failure itself is on standard error.
        }
    }

    private static string Json(Failure failure) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("code", failure.Code);
        json.WriteString("message", failure.Message);
        JsonLine.WriteNumber(json, "status", failure.Status);
        json.WriteString("provider", failure.Provider);
        json.WriteString("request_id", failure.RequestId);
        AttemptsJson.Write(json, failure.Attempts);
        json.WriteString("content", failure.Content);
        json.WriteString("hint", failure.Hint);
        json.WriteString("call_id", failure.CallId);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
