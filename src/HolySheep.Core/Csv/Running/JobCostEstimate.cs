using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Csv.Running;

/// <summary>What a row may cost before it is asked: its tokens, and as many for the answer as nineteen of twenty answers so far had, at the dearest target's price.</summary>
internal sealed class JobCostEstimate
{
    private const int Kept = 64;
    private const int KeptBelow = 61; // of 64 in order: the 95th percentile

    private readonly object _gate = new();
    private readonly HolySheepClient _client;
    private readonly IReadOnlyList<RouteCandidate> _targets;
    private readonly ChatRequest _request;
    private readonly long _overhead;
    private readonly Queue<long> _outputs = new();
    private long _output = RowTokens.UnknownOutput;

    /// <exception cref="HolySheepException">A target's price is not known, so that no limit could hold.</exception>
    public JobCostEstimate(HolySheepClient client, ChatRequest request, IReadOnlyList<RouteCandidate> targets)
    {
        _client = client;
        _request = request;
        _targets = targets;
        _overhead = RowTokens.Overhead(request);
        var unpriced = targets.FirstOrDefault(target => client.CostOf(target, new ChatUsage { PromptTokens = 1 }) is null);
        if (unpriced is not null)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"No price is known for {unpriced.Target}, so that a limit of cost could not hold.",
                "Set its price in the configuration, leave it out of the chain, or give no limit of cost.");
        }
    }

    /// <summary>What a prompt may cost in USD.</summary>
    public decimal Of(string prompt)
    {
        var usage = new ChatUsage { PromptTokens = _overhead + RowTokens.Count(prompt, _targets[0]), CompletionTokens = Math.Min(_output, _request.MaxTokens ?? long.MaxValue) };
        return _targets.Max(target => _client.CostOf(target, usage) ?? 0m);
    }

    /// <summary>Learns from an answer.</summary>
    public void Learn(ChatUsage usage)
    {
        lock (_gate)
        {
            _outputs.Enqueue(usage.CompletionTokens);
            if (_outputs.Count > Kept)
            {
                _outputs.Dequeue();
            }

            // A few answers say little: the largest of them stands for all.
            var ordered = _outputs.OrderBy(tokens => tokens).ToList();
            _output = ordered[Math.Min(KeptBelow, ordered.Count - 1)];
        }
    }
}
