using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Names;
using HolySheep.Errors;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Providers.Sandbox;

namespace HolySheep.Calls.Routing;

/// <summary>Accepts requests: refuses what cannot be sent, and finds the providers that are named.</summary>
/// <param name="named">The configuration that the user's names stand for.</param>
/// <param name="configuration">The configuration in force; it differs if the sandbox answers.</param>
/// <param name="isRehearsal">True if the sandbox stands behind every provider's name.</param>
internal sealed class RequestIntake(HolySheepConfiguration named, HolySheepConfiguration configuration, bool isRehearsal)
{
    /// <summary>What every answer says of itself; null if nothing.</summary>
    public string? Notice => isRehearsal ? RehearsalConfiguration.Notice : null;

    /// <summary>The request as it is planned.</summary>
    /// <exception cref="HolySheepException">The request is not usable, or a provider is not configured.</exception>
    public ChatRequest Accept(ChatRequest request)
    {
        ThrowOn(ChatRequestRules.FindFault(request) ?? ExtraMembers.FindFault(request));
        return Resolve(ToolMembers.Adopt(request));
    }

    /// <summary>The same for a request whose messages are not looked at.</summary>
    /// <exception cref="HolySheepException">An option is not usable, or a provider is not configured.</exception>
    public ChatRequest AcceptOptions(ChatRequest request)
    {
        ThrowOn(ChatRequestRules.FindOptionFault(request) ?? ExtraMembers.FindFault(request));
        return Resolve(ToolMembers.Adopt(request));
    }

    /// <summary>The request with its providers by their configured names; if the sandbox answers, it answers for all of them.</summary>
    /// <exception cref="HolySheepException">A provider is not configured.</exception>
    public ChatRequest Resolve(ChatRequest request)
    {
        if (request.Providers.Count > 0 || request.ExcludedProviders.Count > 0)
        {
            request = request with
            {
                Providers = [.. request.Providers.Select(name => UnknownProvider.NameOf(name, named))],
                ExcludedProviders = [.. request.ExcludedProviders.Select(name => UnknownProvider.NameOf(name, named))],
            };
        }

        if (request.Providers.Count == 0)
        {
            MistypedProvider.ThrowIfAny(request.Fallback is null ? [ModelOf(request)] : request.Fallback.Prepend(ModelOf(request)), named);
        }

        return named == configuration || isRehearsal ? request : SandboxConfiguration.Of(request);
    }

    /// <summary>The model that is asked for.</summary>
    public string ModelOf(ChatRequest request) => request.Model ?? configuration.Defaults.Model;

    /// <summary>The limits of the request, with the configured defaults.</summary>
    public RequestLimits LimitsOf(ChatRequest request) => RequestLimits.Of(request.Limits, configuration.Defaults);

    private static void ThrowOn((string Message, string Hint)? fault)
    {
        if (fault is { } found)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, found.Message, found.Hint);
        }
    }
}
