using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Planning;

namespace HolySheep.Providers.Inspection;

/// <summary>Tests one provider, with one verdict for each possible fault.</summary>
internal sealed class ProviderTest(HolySheepConfiguration configuration, RouteTable table, KeyLookup keys, InspectionServices services)
{
    private const int NotFound = 404;
    private const int NotAllowed = 405;

    public async Task<ProviderTestResult> RunAsync(string provider, string? model, CancellationToken cancellationToken)
    {
        var options = configuration.GetProvider(provider);
        IReadOnlyList<ProviderKey?> found;
        try
        {
            found = keys.Find(options);
        }
        catch (HolySheepException exception) when (exception.Code == ErrorCode.CredentialMissing)
        {
            var verdict = options.SettingFault is null ? ProviderVerdict.KeyMissing : ProviderVerdict.SettingMissing;
            return new ProviderTestResult { Provider = options.Name, Verdict = verdict, Message = exception.Message, Hint = exception.Hint };
        }

        // Tests every key: a call continues with the next key after a refusal, so a bad key would not be noticed.
        ProviderTestResult? result = null;
        foreach (var key in found.DefaultIfEmpty(null))
        {
            result = await RunAsync(options, key, model, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                break;
            }
        }

        return options.Disabled ? result! with { Message = $"{result!.Message} The provider is disabled: no call uses it." } : result!;
    }

    private async Task<ProviderTestResult> RunAsync(ProviderOptions options, ProviderKey? key, string? model, CancellationToken cancellationToken)
    {
        var start = services.TimeProvider.GetTimestamp();
        var listing = await BoundedListing.AskAsync(services, options.Name, key?.Secret, configuration.Defaults, cancellationToken).ConfigureAwait(false);
        var latency = services.TimeProvider.GetElapsedTime(start);
        var result = listing.Failure is not { } failure ? OfListing(options, key, listing, model)
            : !options.ListsModels && (listing.Status is NotFound or NotAllowed) ? WithoutList(options)
            : OfFailure(options, key, failure);
        if (listing.Failure is null && key is not null)
        {
            services.RefusedKeys.Remove(options.Name, key.Secret);
        }

        if (result.Succeeded && key is not null && await services.Providers[options.Name].FindBalanceAsync(key.Secret, cancellationToken).ConfigureAwait(false) is { } balance)
        {
            result = result with { Balance = balance, Message = $"{result.Message} Its account has {balance} left." };
        }

        return result with { Status = listing.Status, Latency = listing.Status is null ? null : latency };
    }

    private static ProviderTestResult WithoutList(ProviderOptions options) => new()
    {
        Provider = options.Name,
        Verdict = ProviderVerdict.Fine,
        Message = $"{Name(options)} answers. It has no list of models, so the key was not checked; the first call shows whether it is accepted.",
    };

    private ProviderTestResult OfListing(ProviderOptions options, ProviderKey? key, ModelListing listing, string? model)
    {
        // Azure lists the models of a region, not the deployments that calls name.
        var listsNames = options.Kind != ProviderKind.Azure;
        var missing = model is null || !listsNames ? null : SentTo(options, model).FirstOrDefault(id => !listing.Ids.Contains(id, StringComparer.Ordinal));
        var nearest = missing is null ? null : NearestName.Of(missing, listing.Ids);
        return new ProviderTestResult
        {
            Provider = options.Name,
            Verdict = missing is null ? ProviderVerdict.Fine : ProviderVerdict.ModelUnknown,
            Message = missing is null
                ? $"{Name(options)} answers{(key is null ? "" : $" and accepts the key from {key.Place}")}; it lists {listing.Ids.Count} models.{(model is null || listsNames ? "" : $" These are not its deployments: the first call shows whether '{model}' is one.")}"
                : $"{Name(options)} does not list the model '{missing}'.",
            Hint = missing is null ? null : nearest is null ? $"It lists {listing.Ids.Count} models: {CommandHint.Models(options.Name)}." : $"Did you mean '{nearest}'?",
            ModelCount = listing.Ids.Count,
        };
    }

    /// <summary>The model ids that calls for a model send to the provider.</summary>
    private IReadOnlyList<string> SentTo(ProviderOptions options, string model)
    {
        var query = new RouteQuery { Model = model, NoFallback = true, Providers = [options.Name] };
        var ids = RoutePlanner.Plan(query, table).Candidates.Select(candidate => candidate.Model).ToList();
        return ids.Count > 0 ? ids : [model];
    }

    private ProviderTestResult OfFailure(ProviderOptions options, ProviderKey? key, Failure failure)
    {
        var (verdict, hint) = new ProviderJudge(configuration.Network, options, key?.Secret).Judge(failure);
        var place = key is not null && verdict == ProviderVerdict.KeyRefused ? $" (the key from {key.Place})" : "";
        return new ProviderTestResult
        {
            Provider = options.Name,
            Verdict = verdict,
            Message = services.Mask.Mask($"{Name(options)}: {failure.Message}{place}."),
            Hint = hint,
        };
    }

    private static string Name(ProviderOptions options) => options.BaseUrl?.ToString() ?? "The sandbox";
}
