using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Providers.Sandbox;

namespace HolySheep;

/// <summary>Compiles the code of a call while a job reads its input, so that the first rows do not wait: makes one call to the sandbox and drops its result.</summary>
internal static class CallWarmUp
{
    private static readonly HolySheepConfiguration SandboxOnly = new()
    {
        Providers = new Dictionary<string, ProviderOptions>(),
        Models = new Dictionary<string, ModelOptions>(),
        Chains = BuiltInConfiguration.Chains,
    };

    private static int _begun;

    /// <summary>Starts the call on another thread, once per process.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0)
        {
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>Calls the sandbox.</summary>
    public static async Task<ChatResult?> RunAsync()
    {
        try
        {
            using var client = new HolySheepClient(new HolySheepClientOptions { Configuration = SandboxOnly, Environment = static _ => null, Sandbox = SandboxScript.None });
            return await client.ChatAsync(new ChatRequest { Messages = [ChatMessage.User("Hello.")] }).ConfigureAwait(false);
        }
        catch (HolySheepException)
        {
            // The rows report faults themselves.
            return null;
        }
    }
}
