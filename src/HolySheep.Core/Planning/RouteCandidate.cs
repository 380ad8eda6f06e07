using System;
using System.IO.Hashing;
using System.Text;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>A target that may answer, with the facts for decisions; created once per configuration and place in a chain.</summary>
internal sealed class RouteCandidate
{
    public required string Provider { get; init; }

    /// <summary>The model id that is sent.</summary>
    public required string Model { get; init; }

    /// <summary>The 0-based place of its model in the chain; 0 is the requested model.</summary>
    public required int ChainIndex { get; init; }

    /// <summary>The model's name in the chain.</summary>
    public required string ChainModel { get; init; }

    /// <summary>The quota group, whose targets share a quota.</summary>
    public required string QuotaGroup { get; init; }

    /// <summary>The strategy of its model.</summary>
    public TargetStrategy Strategy { get; init; }

    /// <summary>Its share under the weighted strategy; 0 drains it.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>True if its provider is disabled.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The region of its provider; null if none is configured.</summary>
    public string? Region { get; init; }

    /// <summary>Finds what its provider's list said of it; null if the catalog knows it.</summary>
    public Func<ListedModel?>? FindListed { get; init; }

    /// <summary>What its provider's list said of it; null if the catalog knows it or no list was asked for.</summary>
    public ListedModel? Listed => FindListed?.Invoke();

    /// <summary>The context window in tokens; null if unknown.</summary>
    public int? ContextWindow
    {
        get => field ?? Listed?.ContextWindow;
        init;
    }

    /// <summary>The maximum tokens of one answer; null if unknown.</summary>
    public int? MaxOutput
    {
        get => field ?? Listed?.MaxOutput;
        init;
    }

    /// <summary>The capabilities that the catalog or its provider's list says it lacks; unknown capabilities are tried.</summary>
    public RouteNeeds Lacks
    {
        get => field | LackedBy(Listed);
        init;
    }

    /// <summary>The encoding of its tokens; null if unknown.</summary>
    public string? Tokenizer { get; init; }

    public bool ReasonsFirst { get; init; }

    /// <summary>True if the catalog knows the model as one that does not reason.</summary>
    public bool NeverReasons { get; init; }

    public bool MaxCompletionTokens { get; init; }

    /// <summary>True if it is asked through Responses.</summary>
    public bool Responses { get; init; }

    /// <summary>The kind whose format its provider speaks for it.</summary>
    public ProviderKind Format { get; init; }

    /// <summary>The interface through which its provider could be set to ask it instead; null if there is only one.</summary>
    public ProviderApi? OtherApi { get; init; }

    public ModelPrice? Price { get; init; }

    /// <summary>When its provider stops serving it; null if no date is known.</summary>
    public ModelRetirement? Retires { get; init; }

    /// <summary>The price of the model that an answer says it is from, where the asked name says nothing of it; null if only <see cref="Price"/> counts.</summary>
    public Func<string, ModelPrice?>? PriceOfReported { get; init; }

    /// <summary>True if its answers cost nothing, whatever the price list says.</summary>
    public bool IsFree { get; init; }

    /// <summary>True if it answers only instead of targets that a budget cannot pay for.</summary>
    public bool Standby { get; private set; }

    /// <summary>True if the turn decides which target a call asks first.</summary>
    public bool TakesTurns => Strategy is TargetStrategy.RoundRobin or TargetStrategy.Weighted;

    public string Target => field ??= Provider + "/" + Model;

    /// <summary>True if the provider takes a key for its prompt cache.</summary>
    public bool TakesCacheKey { get; init; }

    /// <summary>A hash of the target that is the same in every process.</summary>
    public ulong AffinityKey => field == 0 ? field = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(Target)) | 1 : field;

    // Compares numbers first, because a plan compares each target with all before it.
    private int Hash => field == 0 ? field = StringComparer.Ordinal.GetHashCode(Target) | 1 : field;

    private static RouteNeeds LackedBy(ListedModel? listed) => listed is null ? RouteNeeds.None
        : (listed.Tools == false ? RouteNeeds.Tools : 0) | (listed.Images == false ? RouteNeeds.Images : 0) | (listed.JsonSchema == false ? RouteNeeds.JsonSchema : 0);

    /// <summary>Whether both are the same model at the same provider, at any place in the chain.</summary>
    public bool IsSameAs(RouteCandidate other) => Hash == other.Hash && Target == other.Target;

    /// <summary>The same target, to answer only instead of targets that a budget cannot pay for.</summary>
    public RouteCandidate AsStandby()
    {
        var standby = (RouteCandidate)MemberwiseClone();
        standby.Standby = true;
        return standby;
    }
}
