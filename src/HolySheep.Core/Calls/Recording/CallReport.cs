using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Telemetry;

namespace HolySheep.Calls.Recording;

/// <summary>Collects what telemetry reports about a call, if there is a listener.</summary>
internal sealed class CallReport
{
    private readonly List<AttemptFacts> _attempts = [];

    private bool _isTold;

    /// <summary>Adds an attempt that has ended.</summary>
    public static void Add(CallState call, OngoingAttempt attempt, ChatAttempt recorded, AttemptEnd end, CallServices services)
    {
        if (!CallTelemetry.IsOn)
        {
            return;
        }

        (call.Report ??= new CallReport())._attempts.Add(new AttemptFacts
        {
            Provider = attempt.Candidate.Provider,
            Model = attempt.Candidate.Model,
            StartedOn = attempt.BegunAt,
            Ended = recorded,
            Usage = end.Usage,
            Reported = end.Answer?.ModelReported,
            FinishReason = end.Answer?.FinishReason,
            FirstToken = end.Answer?.FirstTextAt is { } first ? services.TimeProvider.GetElapsedTime(attempt.StartedAt, first) : null,
            IsHedge = attempt.IsHedge,
        });
    }

    /// <summary>Tells about a call that has ended, once.</summary>
    public static void Tell(CallState call)
    {
        if (!CallTelemetry.IsOn)
        {
            return;
        }

        var report = call.Report ??= new CallReport();
        if (report._isTold)
        {
            return;
        }

        report._isTold = true;
        CallTelemetry.Record(new CallFacts
        {
            Model = call.Request.Model ?? call.Route.Plan.Candidates[0].ChainModel,
            StartedOn = call.StartedOn,
            EndedOn = call.Now,
            Attempts = report._attempts,
            IsStream = call.Visible,
            IsEmbeddings = call.Request.Original is { IsEmbeddings: true },
            IsShadow = call.Route.IsShadow,
            IsReused = call.IsReused,
            TraceParent = call.Request.TraceParent,
            TraceState = call.Request.TraceState,
            CallId = call.BookedId,
        });
    }
}
