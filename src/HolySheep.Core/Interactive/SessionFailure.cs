using System.Collections.Generic;
using HolySheep.Errors;

namespace HolySheep.Interactive;

/// <summary>Shows an error in a session: the error and its hint.</summary>
internal static class SessionFailure
{
    /// <summary>The events of an error, without secrets.</summary>
    public static IReadOnlyList<SessionEvent> Of(HolySheepException exception)
    {
        List<SessionEvent> events = [new(SessionEventKind.Failure, $"{exception.Code}: {HolySheepClient.Mask(exception.Message)}")];
        if (exception.Hint is { } hint)
        {
            events.Add(new SessionEvent(SessionEventKind.Hint, HolySheepClient.Mask(hint)));
        }

        return events;
    }
}
