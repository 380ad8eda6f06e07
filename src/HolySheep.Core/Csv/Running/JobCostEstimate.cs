using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Csv.Running;

/// <summary>Estimates the cost of a row before it is sent: its tokens, plus the answer length that 95 % of the answers so far did not exceed, at the most expensive target's price.</summary>
internal sealed class JobCostEstimate
{
    private const int Kept = 64;
    private const int KeptBelow = 61; // of 64 in order: the 95th percentile

    private readonly object _lock = new();
    private readonly HolySheepClient _client;
    private readonly IReadOnlyList<RouteCandidate> _targets;
    private readonly ChatRequest _request;
    private readonly long _overhead;
    private readonly Queue<long> _outputs = new();
    private long _output = TokenEstimate.UsualAnswer;

    /// <exception cref="HolySheepException">A target's price is unknown, so that no cost limit can be kept.</exception>
    public JobCostEstimate(HolySheepClient client, ChatRequest request, IReadOnlyList<RouteCandidate> targets)
    {
        _client = client;
        _request = request;
        _targets = targets;
        _overhead = RowTokens.Overhead(request);
        var unpriced = targets.FirstOrDefault(target => client.CostOf(target, new ChatUsage { PromptTokens = 1 }) is null);
        if (unpriced is not null)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"No price is known for {unpriced.Target}, so the cost limit cannot be kept.",
                "Set its price in the configuration, remove it from the chain, or give no cost limit.");
        }
    }

    /// <summary>The estimated cost of a row in USD.</summary>
    /// <param name="prompt">Its prompt.</param>
    /// <param name="attached">The tokens of its attachments.</param>
    public decimal Of(string prompt, long attached)
    {
        var usage = new ChatUsage { PromptTokens = _overhead + attached + RowTokens.Count(prompt, _targets[0]), CompletionTokens = Math.Min(_output, _request.MaxTokens ?? long.MaxValue) };
        return _targets.Max(target => _client.CostOf(target, usage, _request) ?? 0m);
    }

    /// <summary>Learns from an answer.</summary>
    public void Learn(ChatUsage usage)
    {
        lock (_lock)
        {
            _outputs.Enqueue(usage.CompletionTokens);
            if (_outputs.Count > Kept)
            {
                _outputs.Dequeue();
            }

            // With few answers the estimate is the longest of them.
            var ordered = _outputs.OrderBy(tokens => tokens).ToList();
            _output = ordered[Math.Min(KeptBelow, ordered.Count - 1)];
        }
    }
}
