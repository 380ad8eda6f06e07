using System;
using Xunit;

namespace HolySheep.Gateway.Tests.Counterparts;

/// <summary>A theory that needs the vendors' clients for Node; skipped where they are missing.</summary>
public sealed class NpmTheoryAttribute : TheoryAttribute
{
    /// <summary>The folder with their <c>node_modules</c>.</summary>
    public const string Variable = "HOLYSHEEP_TEST_NPM";

    public NpmTheoryAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Skip = $"Set {Variable} to a folder with the npm packages openai, @anthropic-ai/sdk, ai, @ai-sdk/openai and @ai-sdk/anthropic.";
        }
    }
}
