namespace HolySheep.Configuration;

internal static class Samples
{
    /// <summary>Every key that the contract knows, but for prices.</summary>
    public const string Contract = """
        {
          "providers": {
            "holysheep": { "kind": "openai", "baseUrl": "https://api.holysheep.ai/v1", "apiKey": "env:HOLYSHEEP_API_KEY" },
            "backup":    { "kind": "openai", "baseUrl": "http://127.0.0.1:8000/v1", "apiKey": "env:BACKUP_KEY",
                           "quotaGroup": "team-a", "region": "ap", "requestsPerMinute": 600, "tokensPerMinute": 90000, "maxConcurrency": 32 }
          },
          "models": {
            "gpt-4.1": { "targets": [ "holysheep/gpt-4.1", { "target": "backup/gpt-4.1", "weight": 2 } ], "strategy": "weighted" }
          },
          "chains":  { "gpt-4.1": [ "claude-sonnet-4.5", "gemini-2.5-flash" ] },
          "defaults": { "model": "gpt-4.1", "provider": "holysheep", "timeoutSec": 300, "attemptTimeoutSec": 60,
                        "firstTokenSec": 10, "stallSec": 20, "connectSec": 10, "maxAttempts": 8, "patienceSec": 5 },
          "health":   { "breakSec": 10, "maxBreakSec": 30 },
          "network":  { "proxy": "http://proxy:3128", "caFile": "corp.pem" }
        }
        """;
}
