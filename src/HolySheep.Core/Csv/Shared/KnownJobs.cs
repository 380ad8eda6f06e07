using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Jobs;

namespace HolySheep.Csv.Shared;

/// <summary>The jobs that a worker has met, each with the one that asks about its rows.</summary>
/// <param name="client">Asks.</param>
/// <param name="store">The database.</param>
/// <param name="link">Repeats what fails.</param>
/// <param name="stop">Stops the worker if a job cannot be worked on here.</param>
/// <param name="create">Creates the one that asks.</param>
internal sealed class KnownJobs(HolySheepClient client, IJobStore store, SharedLink link, JobStop stop, Func<RowQuestion, RowAsker> create)
{
    // Used by one thread at a time: chunks are taken one after the other.
    private readonly Dictionary<string, RowAsker> _askers = new(StringComparer.Ordinal);
    private RowAsker? _lastAsker;

    /// <summary>The job that rows were last taken of; null before the first.</summary>
    public string? Last { get; private set; }

    /// <summary>The last failure of an outage.</summary>
    public string? OutageReason => _lastAsker?.OutageReason;

    /// <summary>The one that asks about the rows of a job; null if the job is gone or the worker stops.</summary>
    public async Task<RowAsker?> FindAsync(string job, CancellationToken cancel)
    {
        if (!_askers.TryGetValue(job, out var asker))
        {
            var (_, offer) = await link.TryAsync(token => store.ReadOfferAsync(job, token), cancel).ConfigureAwait(false);
            if (offer is null || Create(offer) is not { } created)
            {
                return null;
            }

            _askers[job] = asker = created;
        }

        (Last, _lastAsker) = (job, asker);
        return asker;
    }

    private RowAsker? Create(JobOffer offer)
    {
        try
        {
            var question = SharedQuestion.Read(offer.Question);
            var request = question.ToRequest();
            client.CheckOptions(request);
            return create(new RowQuestion(request, client.TargetsOf(request), new AnswerColumns(question.OutputColumn, request.JsonSchema, record: !question.NoMeta)));
        }
        catch (JsonException exception)
        {
            return Refuse(new HolySheepException(ErrorCode.ConfigurationInvalid, $"The shared job '{offer.Name}' of {offer.Machine} was written by another version of HolySheep.", "Install the version that the other machines have.", exception));
        }
        catch (HolySheepException exception)
        {
            return Refuse(new HolySheepException(exception.Code, $"The shared job '{offer.Name}' of {offer.Machine} cannot be answered here: {exception.Message}", exception.Hint, exception));
        }
    }

    private RowAsker? Refuse(HolySheepException fault)
    {
        stop.Stop(CsvStopReason.Failed, fault.Message, fault);
        return null;
    }
}
