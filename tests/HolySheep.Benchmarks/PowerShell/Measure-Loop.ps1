# One call after another: Invoke-HolySheepChat against Invoke-RestMethod with the same bytes, in turns in one process.
param([string] $BaseUrl, [int] $Calls = 4000)

$batch = 200
$prompt = 'Say in one sentence why the sky is blue.'
$body = '{"model":"gpt-4.1","messages":[{"role":"user","content":"' + $prompt + '"}]}'
$uri = "$BaseUrl/chat/completions"
$subjects = [ordered] @{
    'Invoke-RestMethod'    = { foreach ($call in 1..$batch) { $null = Invoke-RestMethod -Uri $uri -Method Post -Body $body -ContentType 'application/json' } }
    'Invoke-HolySheepChat' = { foreach ($call in 1..$batch) { $null = Invoke-HolySheepChat $prompt } }
}

# The runtime compiles hot code anew while it runs: what is measured is what a long script sees.
$samples = @{ 'Invoke-RestMethod' = @(); 'Invoke-HolySheepChat' = @() }
foreach ($round in -24..[int]($Calls / $batch)) {
    foreach ($name in $subjects.Keys) {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        & $subjects[$name]
        if ($round -gt 0) {
            $samples[$name] += $clock.Elapsed.TotalMilliseconds / $batch
        }
    }
}

$medians = foreach ($name in $subjects.Keys) { ($samples[$name] | Sort-Object)[[int][System.Math]::Floor($samples[$name].Count / 2)] }
[pscustomobject] @{
    Figure = 'one call after another, ms per call; the other is Invoke-RestMethod; ratio'
    Ours   = $medians[1]
    Theirs = $medians[0]
    Value  = $medians[1] / $medians[0]
    Bar    = 0.6
}
