"""The customer's side: profiles, the product catalogue and orders."""

from __future__ import annotations

from django.db import models


class Customer(models.Model):
    external_id = models.CharField(max_length=80, null=True, unique=True)
    name = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=30, default="", blank=True)
    email = models.CharField(max_length=254, default="", blank=True)
    account_no = models.CharField(max_length=80, default="", blank=True)
    region = models.CharField(max_length=40, default="", blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            # pattern_ops: a beginning is found by the index whatever the collation of the database
            models.Index(fields=["phone"], condition=~models.Q(phone=""), opclasses=["varchar_pattern_ops"], name="customer_by_phone"),
            models.Index(fields=["email"], condition=~models.Q(email=""), opclasses=["varchar_pattern_ops"], name="customer_by_email"),
            models.Index(
                fields=["account_no"], condition=~models.Q(account_no=""), opclasses=["varchar_pattern_ops"], name="customer_by_account"
            ),
            models.Index(fields=["name"], condition=~models.Q(name=""), opclasses=["varchar_pattern_ops"], name="customer_by_name"),
        ]


class Product(models.Model):
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    line = models.CharField(max_length=60, default="", blank=True)


class Order(models.Model):
    no = models.CharField(max_length=60, unique=True)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, null=True, on_delete=models.PROTECT, related_name="+")
    batch_no = models.CharField(max_length=60, default="", blank=True)
    branch_code = models.CharField(max_length=40, default="", blank=True)
    price_fen = models.BigIntegerField(null=True)
    ordered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["batch_no"], condition=~models.Q(batch_no=""), opclasses=["varchar_pattern_ops"], name="order_by_batch")
        ]
