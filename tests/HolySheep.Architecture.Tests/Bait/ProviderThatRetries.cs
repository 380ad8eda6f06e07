using System;
using Polly;

namespace HolySheep.Architecture.Tests.Bait.Providers;

internal static class ProviderThatRetries
{
    public static void Send(Action send) => ResiliencePipeline.Empty.Execute(send);
}
