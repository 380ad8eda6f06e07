using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Prompts;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Planning;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Calls.Batches;

/// <summary>Books the rows of batches at the price of a batch. A row is found again by the time of its batch and its own id, so that any process settles it.</summary>
internal sealed class BatchRowBooking(CallServices services, RouteCandidate target)
{
    // A row is not urgent: it waits while another process holds the ledger.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    /// <summary>Reserves the estimate of a row.</summary>
    public async Task<BatchBooking> BeginAsync(BatchIntent intent, string id, ChatRequest request, CancellationToken cancellationToken)
    {
        var entry = EntryOf(intent, id, request) with
        {
            PromptTokens = new PromptMeter(request, services.Measurements).Estimate(target),
            Prompt = services.KeptPromptOf(request),
        };
        var ticket = await services.Ledger.BeginAsync(entry, new LedgerWait(services.TimeProvider, Wait, cancellationToken)).ConfigureAwait(false);
        return ticket.Refusal is { } refusal
            ? new BatchBooking(null, new ChatException(refusal.Code, OutcomeKind.OutOfMoney, refusal.Message + ". The row was not put into a batch.", refusal.Hint) { Provider = target.Provider, Cost = 0 })
            : new BatchBooking(ticket.IsBooked ? UsdAmount.FromUnits(ticket.Reserved) : entry.EstimateOf(OutputHistory.Without(entry)), null);
    }

    /// <summary>Settles a row with its result.</summary>
    public Task SettleAsync(BatchIntent intent, string id, ChatRequest request, LedgerSettlement settlement) =>
        services.Ledger.SettleBatchAsync(EntryOf(intent, id, request), settlement, new LedgerWait(services.TimeProvider, Wait, CancellationToken.None));

    /// <summary>Gives back what is reserved for a row.</summary>
    public Task ReleaseAsync(BatchIntent intent, string id, ChatRequest request, string why) =>
        SettleAsync(intent, id, request, new LedgerSettlement { Outcome = OutcomeKind.Cancelled, At = services.TimeProvider.GetUtcNow(), Cost = 0, Message = why });

    private LedgerEntry EntryOf(BatchIntent intent, string id, ChatRequest request) => services.EntryOf(request, target, request.Model ?? target.ChainModel, promptTokens: 0, intent.At) with
    {
        Call = intent.CallOf(id),
        Role = AttemptRole.Batch,
        CostOf = usage => services.MostCostOf(request, target, usage with { IsBatch = true }),
    };
}
