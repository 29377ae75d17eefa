"""The same centre in Ciw, a library for queueing networks."""

from __future__ import annotations

import ciw


def play_day(
    *,
    per_minute: float,
    handle_minutes: float,
    patience_minutes: float,
    agents: int,
    hours: float,
    seed: int,
) -> tuple[list[float], int]:
    """Return the waits of all customers and how many gave up."""
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(per_minute)],
        service_distributions=[ciw.dists.Exponential(1 / handle_minutes)],
        reneging_time_distributions=[ciw.dists.Exponential(1 / patience_minutes)],
        number_of_servers=[agents],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(hours * 60)
    records = simulation.get_all_records()
    waits = [record.waiting_time for record in records]
    return waits, sum(record.record_type == "renege" for record in records)
